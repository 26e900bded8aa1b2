//! Any bytes in, a model or an error out; a model that is read tags any text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tupu::mention::tagger::Tagger;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(tagger) = Tagger::read(bytes) {
        let chars: Vec<char> = "江苏某某新能源科技有限公司落户溧阳市。".chars().collect();
        for tagged in tagger.tag(&chars) {
            assert!(tagged.span.end as usize <= chars.len());
        }
    }
});
