//! The thread that owns SQLite's only writing connection.
//!
//! Commits are what costs (each waits for the disk), so it drains what waits and commits once for
//! all. Each change runs in its own savepoint: a refused one takes nothing with it.

use super::{AtEnd, Conn, Unavailable, WriteError, transaction};
use diesel::connection::{AnsiTransactionManager, Connection, TransactionManager};
use diesel::result::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use tokio::sync::oneshot;

/// How many changes may share one commit; more would make the first wait for the last.
const BATCH: usize = 256;
/// How many may wait before the next is told to come back.
const WAITING: usize = 4096;

pub(super) struct Writer(SyncSender<Box<dyn Change>>);

/// A change on its way through the thread.
trait Change: Send {
    fn run(&mut self, conn: &mut Conn, at_end: Option<&AtEnd>);
    fn answer(self: Box<Self>, committed: bool);
}

struct Pending<T, E, F> {
    change: F,
    outcome: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Change for Pending<T, E, F>
where
    T: Send,
    E: WriteError,
    F: FnMut(&mut Conn) -> Result<T, E> + Send,
{
    fn run(&mut self, conn: &mut Conn, at_end: Option<&AtEnd>) {
        let change = &mut self.change;
        let mut change = |conn: &mut Conn| {
            // A panic must undo its own savepoint and leave the thread alive for the others.
            catch_unwind(AssertUnwindSafe(|| change(conn)))
                .unwrap_or_else(|_| Err(Error::RollbackTransaction.into()))
        };
        self.outcome = Some(transaction(conn, &mut change, at_end));
    }

    fn answer(self: Box<Self>, committed: bool) {
        let settled = match self.outcome {
            Some(Ok(value)) if committed => Ok(value),
            Some(Err(refusal)) => Err(refusal),
            _ => Err(Unavailable::CommitFailed.into()),
        };
        // The asker may have gone; what was committed stays committed.
        drop(self.reply.send(settled));
    }
}

impl Writer {
    pub(super) fn start(conn: Conn, at_end: Option<AtEnd>) -> Self {
        let (sender, receiver) = sync_channel(WAITING);
        std::thread::spawn(move || serve(conn, &receiver, at_end.as_ref()));
        Self(sender)
    }

    pub(super) async fn submit<T, E, F>(&self, change: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: WriteError,
        F: FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let pending = Box::new(Pending {
            change,
            outcome: None,
            reply,
        });
        match self.0.try_send(pending) {
            Ok(()) => answer
                .await
                .unwrap_or_else(|_| Err(Unavailable::CommitFailed.into())),
            Err(TrySendError::Full(_)) => Err(Unavailable::QueueFull.into()),
            Err(TrySendError::Disconnected(_)) => Err(Unavailable::NoConnection.into()),
        }
    }
}

fn serve(mut conn: Conn, waiting: &Receiver<Box<dyn Change>>, at_end: Option<&AtEnd>) {
    while let Ok(first) = waiting.recv() {
        let mut batch = vec![first];
        while batch.len() < BATCH
            && let Ok(next) = waiting.try_recv()
        {
            batch.push(next);
        }
        let committed = commit(&mut conn, &mut batch, at_end).is_ok();
        for change in batch {
            change.answer(committed);
        }
    }
}

fn commit(
    conn: &mut Conn,
    batch: &mut [Box<dyn Change>],
    at_end: Option<&AtEnd>,
) -> Result<(), Error> {
    type Manager = <Conn as Connection>::TransactionManager;
    if let Conn::Sqlite(conn) = conn {
        AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE")?;
    }
    for change in batch.iter_mut() {
        change.run(conn, at_end);
    }
    Manager::commit_transaction(conn).inspect_err(|error| {
        tracing::error!(%error, "a batch of writes could not be committed");
        if let Err(error) = Manager::rollback_transaction(conn) {
            tracing::error!(%error, "nor rolled back");
        }
    })
}
