//! Reposts: fingerprints of each article, then, over the whole corpus, templates, copies and stories.
