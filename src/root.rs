//! The root component: the model, and the loop message → `update` → effects → view.

use std::rc::Rc;

use garimpo_browser::gestures::Key;
use yew::{Component, Context, Html};

use crate::commands;
use crate::model::Model;
use crate::msg::Msg;
use crate::run::{self, Runner};
use crate::ui::Dispatch;
use crate::update::update;
use crate::view;

pub struct App {
    model: Model,
    /// Made once: the views compare it.
    dispatch: Dispatch,
    runner: Rc<Runner>,
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let dispatch = ctx.link().callback(|msg: Msg| msg);
        let keys = dispatch.clone();
        let model = run::first_model();
        let runner = Runner::start(dispatch.clone(), model.lang, move |key| pressed(&keys, &key));
        App { model, dispatch, runner }
    }

    fn update(&mut self, _: &Context<Self>, msg: Msg) -> bool {
        let effects = update(&mut self.model, msg);
        self.runner.run(effects);
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        view::page(&self.model, &self.dispatch, self.runner.port())
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        run::show_state(&self.model);
    }
}

/// Keys in a text field are the field's. Whether a command can be carried out now, `update` knows.
fn pressed(dispatch: &Dispatch, key: &Key) -> bool {
    let command = commands::find(&key.key, key.command, key.shift, key.alt)
        .filter(|command| !key.in_text || command.anywhere);
    if let Some(command) = command {
        dispatch.emit((command.msg)());
    }
    command.is_some()
}
