//! The routes of an API, known by method and path, so that a test can compare them with the API's
//! document.

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, on};

/// What answers each operation of an API whose handlers share a state `S`.
pub struct Api<S = ()> {
    router: Router<S>,
    operations: Vec<(Method, &'static str)>,
}

macro_rules! methods {
    ($($name:ident $method:ident;)*) => {
        $(
            #[doc = concat!("Answers ", stringify!($method), " at a path such as `/v1/items/{id}`.")]
            #[must_use]
            pub fn $name<H: Handler<T, S>, T: 'static>(self, path: &'static str, handler: H) -> Self {
                self.operation(Method::$method, MethodFilter::$method, path, handler)
            }
        )*
    };
}

impl<S: Clone + Send + Sync + 'static> Api<S> {
    methods! {
        get GET;
        post POST;
        put PUT;
        patch PATCH;
        delete DELETE;
    }

    /// With the operations of another API too.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.operations.extend(other.operations);
        self.router = self.router.merge(other.router);
        self
    }

    /// Gives the handlers their state.
    #[must_use]
    pub fn with_state(self, state: S) -> Api {
        Api {
            router: self.router.with_state(state),
            operations: self.operations,
        }
    }

    fn operation<H, T>(
        mut self,
        method: Method,
        filter: MethodFilter,
        path: &'static str,
        handler: H,
    ) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
    {
        self.operations.push((method, path));
        self.router = self.router.route(path, on(filter, handler));
        self
    }
}

impl<S: Clone + Send + Sync + 'static> Default for Api<S> {
    fn default() -> Self {
        Self {
            router: Router::new(),
            operations: Vec::new(),
        }
    }
}

impl Api {
    /// Each operation's method and path.
    pub fn operations(&self) -> &[(Method, &'static str)] {
        &self.operations
    }

    pub(super) fn into_router(self) -> Router {
        self.router
    }
}
