//! Documents in, groups of them that are read together out.

use crate::corpus::Document;

/// Bytes of text that are read together, step by step. The tables of each step are larger than what
/// the processor has at hand, so that with each change from one step to the next they are fetched
/// anew: what is found in the documents, which is met in order, costs less to fetch than they do.
const TOGETHER: usize = 512 << 10;

/// These documents in groups, in order; so many that each thread has some.
pub fn groups(documents: &[Document]) -> Vec<&[Document]> {
    let all: usize = documents.iter().map(|document| document.text.len()).sum();
    let most = TOGETHER.min(all / (4 * rayon::current_num_threads()));
    let mut groups = Vec::new();
    let mut left = documents;
    while !left.is_empty() {
        let mut bytes = 0;
        let fits = left.iter().take_while(|document| {
            bytes += document.text.len();
            bytes <= most
        });
        let (group, rest) = left.split_at(fits.count().max(1));
        groups.push(group);
        left = rest;
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_documents_are_read_together_and_long_ones_alone() {
        let document = |bytes: usize| Document::of_text(String::new(), "a".repeat(bytes));
        let short = 200 * rayon::current_num_threads();
        let mut documents: Vec<Document> = (0..short).map(|_| document(TOGETHER / 40)).collect();
        documents.push(document(2 * TOGETHER));
        documents.push(document(1));
        let groups = groups(&documents);
        assert!(groups.iter().all(|group| !group.is_empty() && group.len() <= 40));
        assert_eq!(groups.iter().map(|group| group.len()).sum::<usize>(), documents.len());
        assert_eq!(groups.first().map(|group| group.len()), Some(40));
        assert_eq!(groups[groups.len() - 2].len(), 1);
        assert!(self::groups(&[]).is_empty());
    }
}
