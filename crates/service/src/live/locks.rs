//! Who works on which remark of a desk, for as long as a page of theirs looks at it. It is told and kept nowhere: a lock
//! ends with its page, and keeps nobody from anything.

use std::collections::HashSet;

use busola_domain::live::{Channel, Lock};
use busola_domain::{AccountId, Actor, CommentId, Timestamp};

/// Who works at a desk.
pub(super) struct Who {
    account: AccountId,
    name: String,
}

impl Who {
    /// Whose work is told in a channel; nobody's where it is no desk.
    pub(super) fn at(channel: Channel, actor: Option<&Actor>) -> Option<Box<Self>> {
        let actor = actor.filter(|_| matches!(channel, Channel::Desk(_)))?;
        Some(Box::new(Self { account: actor.account, name: actor.name.clone() }))
    }
}

/// Who works on which remark, in the order in which they began.
#[derive(Clone, Debug, Default)]
pub(super) struct Locks(Vec<Held>);

#[derive(Clone, Debug)]
struct Held {
    lock: Lock,
    /// How many pages of this person look at it: they are not in each other's way.
    pages: u32,
}

impl Locks {
    fn find(&self, who: &Who, comment: CommentId) -> Option<usize> {
        self.0.iter().position(|held| held.lock.comment == comment && held.lock.account == who.account)
    }

    /// A page looks at a remark.
    pub(super) fn take(&mut self, who: &Who, comment: CommentId, now: Timestamp) {
        match self.find(who, comment) {
            Some(at) => self.0[at].pages += 1,
            None => {
                let lock = Lock { comment, account: who.account, name: who.name.clone(), since: now };
                self.0.push(Held { lock, pages: 1 });
            }
        }
    }

    /// A page does not look at it any more.
    pub(super) fn release(&mut self, who: &Who, comment: CommentId) {
        let Some(at) = self.find(who, comment) else { return };
        self.0[at].pages -= 1;
        if self.0[at].pages == 0 {
            self.0.remove(at);
        }
    }

    /// One lock a remark: that of who came first.
    pub(super) fn list(&self) -> Vec<Lock> {
        let mut taken = HashSet::new();
        self.0.iter().map(|held| &held.lock).filter(|lock| taken.insert(lock.comment)).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn who(n: u128) -> Who {
        Who { account: AccountId(Uuid::from_u128(n)), name: format!("Osoba {n}") }
    }

    fn names(locks: &Locks) -> Vec<String> {
        locks.list().into_iter().map(|lock| lock.name).collect()
    }

    #[test]
    fn a_lock_is_the_firsts_until_their_last_page_leaves() {
        let comment = CommentId(Uuid::from_u128(7));
        let (one, two) = (who(1), who(2));
        let mut locks = Locks::default();
        locks.take(&one, comment, Timestamp(5));
        locks.take(&two, comment, Timestamp(6));
        locks.take(&one, comment, Timestamp(7));
        assert_eq!(names(&locks), ["Osoba 1"]);
        assert_eq!(locks.list()[0].since, Timestamp(5));
        locks.release(&one, comment);
        assert_eq!(names(&locks), ["Osoba 1"]);
        locks.release(&one, comment);
        assert_eq!(names(&locks), ["Osoba 2"]);
        locks.release(&one, comment);
        locks.release(&two, comment);
        assert!(names(&locks).is_empty());
    }
}
