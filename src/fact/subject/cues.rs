//! The names of classes of words in, a struct that holds each of them under its name out.

/// A struct with a class of `cues/*.ron` in each of its fields, and how it is made from the rules.
macro_rules! cues {
    ($(#[$doc:meta])* $name:ident: $($class:ident)*) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub(in crate::fact) struct $name<'k> {
            $(pub(super) $class: &'k crate::knowledge::rules::Class,)*
        }

        impl<'k> $name<'k> {
            pub(in crate::fact) fn new(rules: &'k crate::knowledge::Rules) -> Self {
                Self { $($class: rules.class(stringify!($class)),)* }
            }
        }
    };
}

pub(in crate::fact) use cues;
