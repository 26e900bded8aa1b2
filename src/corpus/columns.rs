//! Pieces of a page with their places in, its lines in the order of reading out.
//!
//! Most writers put the lines of a page in the order in which they are read, and then that order
//! is kept. Some go from left to right over both columns of a page, line by line: such a page is
//! known by lines that fill two columns and whose pieces change sides again and again.

/// Widest gap within a line, in letters.
const GAP: f32 = 1.5;
/// Lines a column has at least.
const LEAST_LINES: usize = 4;
/// How often a page changes sides at least.
const LEAST_TURNS: usize = 3;
/// Of a column's width its lines fill at least this much, in the middle of all.
const LEAST_FILLED: f32 = 0.6;
/// Letters a line of a column has at least, in the middle of all.
const LEAST_LETTERS: usize = 8;
/// One in this many lines may go across both columns.
const ACROSS: usize = 4;

/// Text that stands in one place.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Which line it belongs to, as the page is written.
    pub line: usize,
    /// Left and right end.
    pub x: (f32, f32),
    /// Height above the bottom of the page.
    pub y: f32,
    /// Size of its letters.
    pub size: f32,
    /// What it says.
    pub text: String,
}

/// The lines of a page; `plain` pages are written upright.
pub(super) fn lines(pieces: &[Piece], plain: bool) -> Vec<String> {
    let joined = joined(pieces);
    if let Some(gutter) = Gutter::of(&joined).filter(|_| plain) {
        return gutter.lines(joined);
    }
    let lines = pieces.chunk_by(|a, b| a.line == b.line);
    lines.map(|line| line.iter().map(|piece| piece.text.as_str()).collect()).collect()
}

/// Pieces of one line that stand close together, as one.
fn joined(pieces: &[Piece]) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces.iter().filter(|piece| !piece.text.trim().is_empty()) {
        match joined.last_mut() {
            Some(last) if last.line == piece.line && follows(last, piece) => {
                last.text.push_str(&piece.text);
                last.x.1 = last.x.1.max(piece.x.1);
            }
            _ => joined.push(piece.clone()),
        }
    }
    joined
}

fn follows(before: &Piece, piece: &Piece) -> bool {
    let near = GAP * before.size.max(piece.size);
    (before.y - piece.y).abs() < near / 2.0 && (piece.x.0 - before.x.1).abs() < near
}

/// The way between two columns.
#[derive(Clone, Copy)]
struct Gutter {
    at: f32,
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Left,
    Right,
    Across,
}

impl Gutter {
    fn side(self, piece: &Piece) -> Side {
        match piece.x {
            (_, end) if end <= self.at + piece.size / 2.0 => Side::Left,
            (start, _) if start >= self.at - piece.size / 2.0 => Side::Right,
            _ => Side::Across,
        }
    }

    /// The gutter of a page whose pieces change sides although they fill two columns.
    fn of(pieces: &[Piece]) -> Option<Self> {
        let left = pieces.iter().map(|piece| piece.x.0).reduce(f32::min)?;
        let right = pieces.iter().map(|piece| piece.x.1).reduce(f32::max)?;
        let crossed = |gutter: &Self| {
            pieces.iter().filter(|piece| gutter.side(piece) == Side::Across).count()
        };
        let places = (30..=70_u16).map(|share| left + (right - left) * f32::from(share) / 100.0);
        let ways: Vec<Self> = places.map(|at| Self { at }).collect();
        let least = ways.iter().map(crossed).min()?;
        let best: Vec<&Self> = ways.iter().filter(|gutter| crossed(gutter) == least).collect();
        let gutter = Self { at: best[best.len() / 2].at };
        let of = |side: Side| pieces.iter().filter(move |piece| gutter.side(piece) == side);
        let fills = |side: Side, width: f32| {
            let mut wide: Vec<f32> = of(side).map(|piece| piece.x.1 - piece.x.0).collect();
            let mut long: Vec<usize> = of(side).map(|piece| piece.text.chars().count()).collect();
            wide.sort_by(f32::total_cmp);
            long.sort_unstable();
            let middle = wide.len() / 2;
            wide.len() >= LEAST_LINES
                && wide[middle] >= LEAST_FILLED * width
                && long[middle] >= LEAST_LETTERS
        };
        let sides: Vec<Side> = pieces.iter().map(|piece| gutter.side(piece)).collect();
        let turns = sides.windows(2).filter(|pair| **pair == [Side::Right, Side::Left]).count();
        let is_one = turns >= LEAST_TURNS
            && least * ACROSS <= pieces.len()
            && fills(Side::Left, gutter.at - left)
            && fills(Side::Right, right - gutter.at);
        is_one.then_some(gutter)
    }

    /// From the top down: what goes across where it stands, between them the left column and then
    /// the right one.
    fn lines(self, mut pieces: Vec<Piece>) -> Vec<String> {
        pieces.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.0.total_cmp(&b.x.0)));
        let mut lines = Vec::new();
        let (mut left, mut right): (Vec<Piece>, Vec<Piece>) = (Vec::new(), Vec::new());
        for piece in pieces {
            match self.side(&piece) {
                Side::Left => left.push(piece),
                Side::Right => right.push(piece),
                Side::Across => {
                    lines.extend(column(&mut left));
                    lines.extend(column(&mut right));
                    lines.push(piece.text);
                }
            }
        }
        lines.extend(column(&mut left));
        lines.extend(column(&mut right));
        lines
    }
}

/// The lines of a column; what stands at one height is one line.
fn column(pieces: &mut Vec<Piece>) -> Vec<String> {
    let pieces = std::mem::take(pieces);
    let lines = pieces.chunk_by(|a, b| a.y - b.y < a.size.max(b.size) / 2.0);
    let line = |pieces: &[Piece]| {
        let mut pieces: Vec<&Piece> = pieces.iter().collect();
        pieces.sort_by(|a, b| a.x.0.total_cmp(&b.x.0));
        pieces.iter().map(|piece| piece.text.as_str()).collect()
    };
    lines.map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{Piece, lines};

    fn piece(line: usize, x: f32, y: f32, text: &str) -> Piece {
        let width = 10.0 * text.chars().count() as f32;
        Piece { line, x: (x, x + width), y, size: 10.0, text: text.to_owned() }
    }

    fn page(cells: &[(&str, &str)]) -> Vec<Piece> {
        let rows = (0..).zip(cells).flat_map(|(row, (left, right))| {
            let y = 700.0 - 15.0 * row as f32;
            [piece(2 * row, 50.0, y, left), piece(2 * row + 1, 300.0, y, right)]
        });
        rows.collect()
    }

    #[test]
    fn two_columns_written_row_by_row_are_read_one_after_the_other() {
        let rows = [
            ("溧阳市位于江苏省南部，是长三角的", "项目总投资一百亿元，建成后年产值"),
            ("重要节点城市，近年来围绕动力电池", "可达二百亿元，带动就业五千余人，"),
            ("形成了从材料到整车的完整产业链，", "成为当地最大的单体制造业项目，也"),
            ("聚集了数十家上下游企业和研究机构", "为上下游企业带来了大量的订单机会"),
            ("，产业规模连续五年保持两位数增长", "，预计明年上半年正式投产运营使用"),
        ];
        let mut pieces = vec![piece(100, 60.0, 740.0, &"横跨两栏的大标题".repeat(5))];
        pieces.extend(page(&rows));
        let read = lines(&pieces, true);
        assert!(read[0].starts_with("横跨"));
        assert_eq!(read[1..6], rows.map(|(left, _)| left));
        assert_eq!(read[6..], rows.map(|(_, right)| right));
        assert_eq!(lines(&pieces, false).len(), 11);
    }

    #[test]
    fn a_table_and_a_page_in_the_order_of_reading_stay_as_they_are() {
        let table = [
            ("企业", "宁德时代"),
            ("地点", "溧阳"),
            ("投资", "十亿元"),
            ("年份", "2023"),
            ("产能", "五"),
        ];
        let read = lines(&page(&table), true);
        assert_eq!(read[..4], ["企业", "宁德时代", "地点", "溧阳"]);
        let long = "这是一行填满了整个栏宽的文字内容";
        let mut ordered: Vec<Piece> =
            (0..6).map(|row| piece(row, 50.0, 700.0 - 15.0 * row as f32, long)).collect();
        ordered.extend((0..6).map(|row| {
            piece(6 + row, 300.0, 700.0 - 15.0 * row as f32, "另一栏里也写满了整行的文字内容")
        }));
        let read = lines(&ordered, true);
        assert!(read[..6].iter().all(|line| line == long));
    }
}
