//! A key pressed while the session asks for one in, its answer without Enter out.

use crate::session::VERDICTS;
use rustyline::{
    Cmd, ConditionalEventHandler, Editor, Event, EventContext, EventHandler, Helper, KeyCode,
    KeyEvent, Modifiers, RepeatCount, history::History,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// The one key that answers, while one is asked for and nothing else is typed.
#[derive(Clone, Default)]
pub(super) struct OneKey {
    asked: Arc<AtomicBool>,
    pressed: Arc<AtomicU32>,
}

impl OneKey {
    /// Listens for the keys.
    pub(super) fn bind<H: Helper, I: History>(&self, editor: &mut Editor<H, I>) {
        for key in VERDICTS {
            let handler = EventHandler::Conditional(Box::new(self.clone()));
            editor.bind_sequence(KeyEvent::new(key, Modifiers::NONE), handler);
        }
    }

    /// Says whether one is asked for.
    pub(super) fn ask(&self, asked: bool) {
        self.asked.store(asked, Ordering::Relaxed);
        self.pressed.store(0, Ordering::Relaxed);
    }

    /// The key that ended the line.
    pub(super) fn pressed(&self) -> Option<char> {
        char::from_u32(self.pressed.swap(0, Ordering::Relaxed)).filter(|key| *key != '\0')
    }
}

impl ConditionalEventHandler for OneKey {
    fn handle(
        &self,
        event: &Event,
        _: RepeatCount,
        _: bool,
        context: &EventContext<'_>,
    ) -> Option<Cmd> {
        let Some(KeyEvent(KeyCode::Char(key), _)) = event.get(0) else { return None };
        if !self.asked.load(Ordering::Relaxed) || !context.line().is_empty() {
            return None;
        }
        self.pressed.store(u32::from(*key), Ordering::Relaxed);
        Some(Cmd::AcceptLine)
    }
}
