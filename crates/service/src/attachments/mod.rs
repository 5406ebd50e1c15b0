//! Files that belong to a consultation: a row each, and what is in them beside the database under its digest.

mod folder;
mod kinds;
mod strip;

use std::path::PathBuf;

use busola_domain::attachment::{Attachment, CAPTION_MAX, COUNT_MAX, file_name};
use busola_domain::live::Channel;
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Actor, AttachmentId, EventKind, FieldError, Problem, Timestamp, text};
use busola_storage::consultations::Stored;
use busola_storage::{Session, attachments, events};

use crate::consultations::{Key, find, readable, take};
use crate::{Error, Service};
use folder::Content;
pub(crate) use folder::Folder;
pub use folder::Upload;

/// What is said of a file that is added.
#[derive(Clone, Debug)]
pub struct NewAttachment {
    /// What it is, in a few words.
    pub caption: String,
    /// Its name, as a browser sent it.
    pub name: String,
}

/// The files of a consultation.
pub struct Attached {
    /// The consultation's name in addresses, of which those of the files are made.
    pub slug: String,
    /// They, in the order in which they were added.
    pub items: Vec<Attachment>,
}

/// A file for who saves it.
pub struct Download {
    /// What it is.
    pub attachment: Attachment,
    /// Where its content is.
    pub path: PathBuf,
    /// Whether everybody may have it.
    pub public: bool,
}

impl Service {
    /// The files of a consultation.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn attachments(&self, actor: Option<&Actor>, key: &Key) -> Result<Attached, Error> {
        let mut session = self.0.db.read().await?;
        let of = readable(&mut session, actor, key, self.now()).await?;
        let items = attachments::of_consultation(&mut session, of.id).await?;
        Ok(Attached { slug: of.slug, items })
    }

    /// A file of a consultation.
    ///
    /// # Errors
    /// The policy's no, which is "not found" for one of a draft, and of another consultation.
    pub async fn attachment(&self, actor: Option<&Actor>, key: &Key, id: AttachmentId) -> Result<Download, Error> {
        let mut session = self.0.db.read().await?;
        let of = readable(&mut session, actor, key, self.now()).await?;
        let found = attachments::get(&mut session, id).await?.filter(|found| found.consultation == of.id);
        let attachment = found.ok_or_else(Error::not_found)?;
        let path = self.0.attached.place(&attachment.sha256);
        Ok(Download { attachment, path, public: of.schedule.published_at.is_some() })
    }

    /// Begins to take a file in, from somebody who may add one to a consultation.
    ///
    /// # Errors
    /// The policy's no; when the folder can't be written.
    pub async fn begin_upload(&self, actor: Option<&Actor>, key: &Key, now: Timestamp) -> Result<Upload, Error> {
        allow(actor, Action::ManageConsultations, now)?;
        let of = find(&mut self.0.db.read().await?, key).await?;
        allow(actor, Action::ChangeConsultation(&of.schedule), now)?;
        self.0.attached.begin(self.0.random.opaque_id()).await
    }

    /// Adds a file that was taken in to a consultation.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `caption` and `file`; when the folder can't be written.
    pub async fn attach(
        &self,
        actor: Option<&Actor>,
        key: &Key,
        new: NewAttachment,
        upload: Upload,
        now: Timestamp,
    ) -> Result<Attachment, Error> {
        allow(actor, Action::ManageConsultations, now)?;
        let caption = text::line(&new.caption, CAPTION_MAX).map_err(|problem| FieldError::new("caption", problem));
        let (caption, content) = match (caption, upload.finish().await) {
            (Ok(caption), Ok(content)) => (caption, content),
            (Ok(_), Err(error)) => return Err(error),
            (Err(bad), Err(Error::Invalid(others))) => return Err(Error::Invalid([vec![bad], others].concat())),
            (Err(bad), _) => return Err(Error::Invalid(vec![bad])),
        };
        let (service, actor, key) = (self.clone(), actor.cloned(), key.clone());
        self.to_the_end(async move {
            // Until it is written to whom the content belongs, nobody takes it away.
            let _turn = service.0.attached.turn().await;
            service.0.attached.keep(&content).await?;
            let added = service.add_attachment(actor.as_ref(), &key, NewAttachment { caption, ..new }, &content, now).await;
            if added.is_err() {
                service.forget_content(&content.sha256).await;
            }
            added
        })
        .await
    }

    /// Does to its end what is begun, also when nobody waits for it any more: rows and content change together.
    async fn to_the_end<T: Send + 'static>(&self, work: impl Future<Output = Result<T, Error>> + Send + 'static) -> Result<T, Error> {
        tokio::spawn(work).await.unwrap_or_else(|error| Err(self.0.attached.failed(std::io::Error::other(error))))
    }

    async fn add_attachment(
        &self,
        actor: Option<&Actor>,
        key: &Key,
        new: NewAttachment,
        content: &Content,
        now: Timestamp,
    ) -> Result<Attachment, Error> {
        let person = actor.ok_or(Denied::SignInNeeded)?;
        let mut tx = self.0.db.write().await?;
        let of = take(&mut tx, key).await?;
        allow(actor, Action::ChangeConsultation(&of.schedule), now)?;
        if attachments::of_consultation(&mut tx, of.id).await?.len() >= COUNT_MAX {
            return Err(Error::field("file", Problem::TooMany { max: COUNT_MAX }));
        }
        let added = Attachment {
            id: AttachmentId(self.new_id()),
            consultation: of.id,
            name: file_name(&new.name, content.kind),
            caption: new.caption,
            kind: content.kind,
            bytes: content.bytes,
            sha256: content.sha256.clone(),
            added_at: now,
        };
        attachments::insert(&mut tx, &added, person.account).await?;
        self.note_attachment(&mut tx, actor, &of, "consultation.attach", &added.name, now).await?;
        tx.commit().await?;
        self.0.hub.wake(Channel::Consultation(of.id));
        Ok(added)
    }

    /// Takes a file away from its consultation; its content goes with the last that has it.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn detach(&self, actor: Option<&Actor>, id: AttachmentId, now: Timestamp) -> Result<(), Error> {
        allow(actor, Action::ManageConsultations, now)?;
        let (service, actor) = (self.clone(), actor.cloned());
        self.to_the_end(async move { service.take_away(actor.as_ref(), id, now).await }).await
    }

    async fn take_away(&self, actor: Option<&Actor>, id: AttachmentId, now: Timestamp) -> Result<(), Error> {
        let _turn = self.0.attached.turn().await;
        let mut tx = self.0.db.write().await?;
        let known = attachments::get(&mut tx, id).await?.ok_or_else(Error::not_found)?;
        let of = take(&mut tx, &Key::Id(known.consultation)).await?;
        allow(actor, Action::ChangeConsultation(&of.schedule), now)?;
        attachments::delete(&mut tx, id).await?;
        self.note_attachment(&mut tx, actor, &of, "consultation.detach", &known.name, now).await?;
        tx.commit().await?;
        self.0.hub.wake(Channel::Consultation(of.id));
        self.forget_content(&known.sha256).await;
        Ok(())
    }

    /// Writes down what somebody did with a file, and tells who reads the consultation.
    async fn note_attachment(
        &self,
        tx: &mut Session,
        actor: Option<&Actor>,
        of: &Stored,
        action: &str,
        name: &str,
        now: Timestamp,
    ) -> Result<(), Error> {
        if of.schedule.published_at.is_some() {
            events::append(tx, Channel::Consultation(of.id), EventKind::ConsultationChanged, of.id.0, of.revision, now).await?;
        }
        self.record_with(tx, actor, action, of.id.0, name, now).await
    }

    /// Removes content that belongs to nothing any more. Where that fails, it stays and does no harm.
    async fn forget_content(&self, sha256: &str) {
        let used = match self.0.db.read().await {
            Ok(mut session) => attachments::has_content(&mut session, sha256).await,
            Err(error) => Err(error),
        };
        match used {
            Ok(true) => {}
            Ok(false) => self.0.attached.remove(sha256).await,
            Err(error) => tracing::warn!(%error, "whether a file is still used was not found out"),
        }
    }
}
