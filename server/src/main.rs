//! A stand-in for the composition root: serves the sample page under the strict policy.

mod assets;

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::Response,
    routing::{get, post},
};
use leptos::{nonce::Nonce, prelude::provide_context};

#[tokio::main]
async fn main() {
    let page = |request: Request| async move {
        let nonce = request.extensions().get::<Nonce>().cloned();
        let context = move || {
            nonce.clone().map(provide_context);
            assets::links().map(provide_context);
        };
        leptos_axum::render_app_async_with_context(context, busola_app::shell::shell)(request).await
    };
    let function = |request: Request| leptos_axum::handle_server_fns_with_context(|| {}, request);
    let app = Router::new()
        .route("/", get(page))
        .route("/fn/{*name}", post(function))
        .route("/assets/{name}", get(assets::serve))
        .layer(middleware::from_fn(policy));
    let address = std::env::var("BUSOLA_LISTEN").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = tokio::net::TcpListener::bind(address).await.expect("listen");
    any_spawner::Executor::init_tokio().expect("executor");
    axum::serve(listener, app).await.expect("serve");
}

async fn policy(mut request: Request, next: Next) -> Response {
    let nonce = Nonce::new();
    request.extensions_mut().insert(nonce.clone());
    let mut response = next.run(request).await;
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'nonce-{nonce}'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    if let Ok(value) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, value);
    }
    response
}
