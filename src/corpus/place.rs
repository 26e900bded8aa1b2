//! The operators that move about a page in, where the next letter stands out.

/// A change of coordinates: right, down and move, as a page writes it.
type Matrix = [f32; 6];

const AS_IT_IS: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Where the next letter stands.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// All letters so far were written upright from left to right.
    pub plain: bool,
    page: Matrix,
    kept: Vec<Matrix>,
    line: Matrix,
    letter: Matrix,
    leading: f32,
    size: f32,
}

impl Default for Place {
    fn default() -> Self {
        Self {
            plain: true,
            page: AS_IT_IS,
            kept: Vec::new(),
            line: AS_IT_IS,
            letter: AS_IT_IS,
            leading: 0.0,
            size: 1.0,
        }
    }
}

impl Place {
    /// Goes where an operator says.
    pub(super) fn follow(&mut self, operator: &str, numbers: [f32; 6]) {
        let [first, second, ..] = numbers;
        match operator {
            "cm" => self.page = within(numbers, self.page),
            "q" => self.kept.push(self.page),
            "Q" => self.page = self.kept.pop().unwrap_or(AS_IT_IS),
            "BT" => self.start(AS_IT_IS),
            "Tm" => self.start(numbers),
            "Tf" => self.size = second,
            "TL" => self.leading = first,
            "Td" => self.step(first, second),
            "TD" => {
                self.leading = -second;
                self.step(first, second);
            }
            "T*" | "'" | "\"" => self.step(0.0, -self.leading),
            _ => {}
        }
    }

    fn start(&mut self, matrix: Matrix) {
        (self.line, self.letter) = (matrix, matrix);
    }

    fn step(&mut self, right: f32, up: f32) {
        let matrix = within([1.0, 0.0, 0.0, 1.0, right, up], self.line);
        self.start(matrix);
    }

    /// Goes on by so many letters.
    pub(super) fn go(&mut self, letters: f32) {
        self.letter = within([1.0, 0.0, 0.0, 1.0, letters * self.size, 0.0], self.letter);
    }

    /// Left end, height above the bottom, and size of the next letter.
    pub(super) fn now(&mut self) -> (f32, f32, f32) {
        let [wide, slant, _, tall, right, up] = within(self.letter, self.page);
        self.plain &= slant.abs() < wide;
        (right, up, (tall * self.size).abs())
    }
}

/// The first change made within the second.
fn within(inner: Matrix, outer: Matrix) -> Matrix {
    // Each matrix holds the images of both axes and of the origin, two numbers each.
    let image =
        |from: usize, along: usize| inner[from] * outer[along] + inner[from + 1] * outer[2 + along];
    [
        image(0, 0),
        image(0, 1),
        image(2, 0),
        image(2, 1),
        image(4, 0) + outer[4],
        image(4, 1) + outer[5],
    ]
}
