//! The program in a process of its own.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::http::eventually;

/// The program; it is killed with the test if it still runs.
pub struct Process {
    pub url: String,
    child: Child,
    lines: Arc<Mutex<Vec<Value>>>,
    reader: Option<thread::JoinHandle<()>>,
}

/// Starts the program with these variables and no others.
pub fn start(variables: &[(&str, &str)]) -> Process {
    let port = free_port().to_string();
    let mut child = Command::new(env!("CARGO_BIN_EXE_service"))
        .env_clear()
        .envs([("HOST", "127.0.0.1"), ("PORT", &port)])
        .envs(variables.iter().copied())
        .stdout(Stdio::piped())
        .spawn()
        .expect("to start the program");
    let lines: Arc<Mutex<Vec<Value>>> = Arc::default();
    let keep = Arc::clone(&lines);
    let stdout = BufReader::new(child.stdout.take().expect("its stdout"));
    let reader = thread::spawn(move || {
        for line in stdout.lines() {
            let line = line.expect("a line");
            let line = serde_json::from_str(&line).unwrap_or_else(|_| panic!("no JSON: {line}"));
            keep.lock().expect("no panic").push(line);
        }
    });
    Process {
        url: format!("http://127.0.0.1:{port}"),
        child,
        lines,
        reader: Some(reader),
    }
}

impl Process {
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    pub fn lines(&self) -> Vec<Value> {
        self.lines.lock().expect("no panic").clone()
    }

    /// Waits for the line with this message.
    pub async fn line(&self, message: &str) -> Value {
        let find = async || self.lines().into_iter().find(|line| line["msg"] == message);
        eventually(find).await
    }

    pub fn signal(&self, signal: Signal) {
        let id = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        kill_process(id.expect("a process id"), signal).expect("to send a signal");
    }

    /// Waits for the end, and for the last line.
    pub async fn exit(&mut self) -> ExitStatus {
        let status = eventually(async || self.child.try_wait().expect("a status")).await;
        if let Some(reader) = self.reader.take() {
            reader.join().expect("lines of JSON alone");
        }
        status
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nothing listens on.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}
