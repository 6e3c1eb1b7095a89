//! A part of the model as a property: equal when it is the same object, so that comparing costs nothing.

use std::ops::Deref;
use std::rc::Rc;

#[derive(Debug, Default)]
pub struct Slice<T>(pub Rc<T>);

impl<T> Slice<T> {
    pub fn new(value: T) -> Self {
        Slice(Rc::new(value))
    }
}

impl<T> Clone for Slice<T> {
    fn clone(&self) -> Self {
        Slice(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Slice<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Slice<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<&Rc<T>> for Slice<T> {
    fn from(value: &Rc<T>) -> Self {
        Slice(Rc::clone(value))
    }
}
