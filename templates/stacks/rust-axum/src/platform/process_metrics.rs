//! The metrics of the process, under the names that Prometheus' client libraries share, from Linux'
//! `/proc`. Other systems have none.

use std::fs;
use std::sync::Mutex;

use prometheus::core::{Collector, Desc};
use prometheus::proto::MetricFamily;
use prometheus::{Counter, Gauge};
use rustix::param::{clock_ticks_per_second, page_size};
use rustix::process::{Resource, getrlimit};

/// Reads `/proc` whenever it is collected.
pub struct ProcessMetrics {
    /// A counter can only be added to; the lock keeps two scrapes from adding the same.
    cpu: Mutex<Counter>,
    descriptions: Vec<Desc>,
    resident_memory: Gauge,
    virtual_memory: Gauge,
    start_time: Gauge,
    threads: Gauge,
    open_fds: Gauge,
    max_fds: Gauge,
}

impl ProcessMetrics {
    /// Metrics to be registered once.
    pub fn new() -> prometheus::Result<Self> {
        let cpu = Counter::new(
            "process_cpu_seconds_total",
            "User and system CPU time spent.",
        )?;
        let mut metrics = Self {
            descriptions: cpu.desc().into_iter().cloned().collect(),
            cpu: Mutex::new(cpu),
            resident_memory: Gauge::new("process_resident_memory_bytes", "Resident memory.")?,
            virtual_memory: Gauge::new("process_virtual_memory_bytes", "Virtual memory.")?,
            start_time: Gauge::new("process_start_time_seconds", "Start, since the Unix epoch.")?,
            threads: Gauge::new("process_threads", "Threads of the process.")?,
            open_fds: Gauge::new("process_open_fds", "Open file descriptors.")?,
            max_fds: Gauge::new("process_max_fds", "File descriptors that may be open.")?,
        };
        let of_gauges = metrics
            .gauges()
            .into_iter()
            .flat_map(Collector::desc)
            .cloned();
        let of_gauges: Vec<Desc> = of_gauges.collect();
        metrics.descriptions.extend(of_gauges);
        Ok(metrics)
    }

    fn gauges(&self) -> [&Gauge; 6] {
        [
            &self.resident_memory,
            &self.virtual_memory,
            &self.start_time,
            &self.threads,
            &self.open_fds,
            &self.max_fds,
        ]
    }
}

impl Collector for ProcessMetrics {
    fn desc(&self) -> Vec<&Desc> {
        self.descriptions.iter().collect()
    }

    fn collect(&self) -> Vec<MetricFamily> {
        let Some(seen) = Seen::now() else {
            return Vec::new();
        };
        let Ok(cpu) = self.cpu.lock() else {
            return Vec::new();
        };
        cpu.inc_by((seen.cpu_seconds - cpu.get()).max(0.0));
        self.resident_memory.set(seen.resident_bytes);
        self.virtual_memory.set(seen.virtual_bytes);
        self.start_time.set(seen.start_time);
        self.threads.set(seen.threads);
        self.open_fds.set(seen.open_fds);
        self.max_fds.set(seen.max_fds);
        let gauges = self.gauges().into_iter().flat_map(Collector::collect);
        cpu.collect().into_iter().chain(gauges).collect()
    }
}

struct Seen {
    cpu_seconds: f64,
    resident_bytes: f64,
    virtual_bytes: f64,
    start_time: f64,
    threads: f64,
    open_fds: f64,
    max_fds: f64,
}

impl Seen {
    #[allow(clippy::cast_precision_loss)] // Metrics are floating-point numbers, whatever they count.
    fn now() -> Option<Self> {
        let stat = fs::read_to_string("/proc/self/stat").ok()?;
        // The second field, the program's name, may hold anything; numbers as proc(5) counts them
        // follow it.
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        let field = |number: usize| fields.get(number - 3)?.parse::<f64>().ok();
        let ticks = clock_ticks_per_second() as f64;
        Some(Self {
            cpu_seconds: (field(14)? + field(15)?) / ticks,
            resident_bytes: field(24)? * page_size() as f64,
            virtual_bytes: field(23)?,
            start_time: boot_time()? + field(22)? / ticks,
            threads: field(20)?,
            open_fds: fs::read_dir("/proc/self/fd").ok()?.count() as f64,
            max_fds: getrlimit(Resource::Nofile)
                .current
                .map_or(f64::INFINITY, |limit| limit as f64),
        })
    }
}

fn boot_time() -> Option<f64> {
    let stat = fs::read_to_string("/proc/stat").ok()?;
    let line = stat.lines().find_map(|line| line.strip_prefix("btime "))?;
    line.trim().parse().ok()
}
