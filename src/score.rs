//! Scores single texts toward a target, as `pressmark score` does.
