//! Work that goes deep in, its result out, done on a stack that is large enough for it.

use super::error::QueryError;

/// Bytes of stack for what is deep. They are taken only as far as they are used.
const ROOM: usize = 128 << 20;

/// Does `work`; on a thread with a large stack where it goes `deep`.
pub(super) fn with_room<T: Send>(
    deep: bool,
    work: impl FnOnce() -> Result<T, QueryError> + Send,
) -> Result<T, QueryError> {
    if !deep {
        return work();
    }
    let failed = || QueryError::syntax("UnexpectedSyntax", "the query is too deep to be run");
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .stack_size(ROOM)
            .spawn_scoped(scope, work)
            .map_err(|_| failed())?
            .join()
            .map_err(|_| failed())?
    })
}
