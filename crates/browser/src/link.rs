//! The state of the line to the server.

/// The state of the line to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// What happens is shown as it happens.
    Live,
    /// The line broke and is tried again.
    Reconnecting,
    /// The device has no network.
    Offline,
}

impl Link {
    /// The name in the page.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Reconnecting => "reconnecting",
            Self::Offline => "offline",
        }
    }
}
