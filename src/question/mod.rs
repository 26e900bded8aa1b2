//! A question in Chinese or English in, a query out.
