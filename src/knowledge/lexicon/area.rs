//! The class of a row in, how large a place it is out.

/// How large a place is, as the class of its row tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Area {
    /// A continent.
    Continent,
    /// A country.
    Country,
    /// A part of a country or of the world with a name: 长三角, 东南亚.
    Region,
    /// A province, or what ranks with one.
    Province,
    /// A city that holds counties.
    City,
    /// A county, a district or a city that ranks with them.
    County,
    /// A town or township.
    Town,
    /// A city of another country.
    WorldCity,
    /// Not known, or no place.
    #[default]
    None,
}

impl Area {
    pub(super) fn of(class: &str) -> Self {
        match class {
            "continent" => Self::Continent,
            "country" => Self::Country,
            "region" => Self::Region,
            "province" => Self::Province,
            "city" => Self::City,
            "county" => Self::County,
            "town" => Self::Town,
            "world_city" => Self::WorldCity,
            _ => Self::None,
        }
    }
}
