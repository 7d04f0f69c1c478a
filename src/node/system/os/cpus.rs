//! What the kernel tells of the processors.

use std::fs;

/// One logical processor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cpu {
    /// The maker's name for it.
    pub model: String,
    /// Present frequency in MHz; 0 where the kernel doesn't say.
    pub speed: u64,
    /// Milliseconds since the start of the system: user, nice, sys, idle, irq.
    pub times: [u64; 5],
}

/// Milliseconds of one tick of the kernel's accounting.
const TICK: u64 = 10;

/// All logical processors; empty where the system has no `/proc`.
pub(super) fn cpus() -> Vec<Cpu> {
    let read = |path| fs::read_to_string(path).unwrap_or_default();
    let (stat, info) = (read("/proc/stat"), read("/proc/cpuinfo"));
    let mut cpus = parse(&stat, &info);
    for (number, cpu) in cpus.iter_mut().enumerate() {
        cpu.speed = frequency(number);
    }
    cpus
}

fn parse(stat: &str, info: &str) -> Vec<Cpu> {
    let mut models = info
        .lines()
        .filter(|line| line.starts_with("model name"))
        .filter_map(|line| line.split_once(':'))
        .map(|(_, model)| model.trim().to_owned());
    stat.lines()
        .filter(|line| line.starts_with("cpu") && !line.starts_with("cpu "))
        .map(|line| Cpu {
            model: models.next().unwrap_or_else(|| "unknown".to_owned()),
            speed: 0,
            times: times(line),
        })
        .collect()
}

/// The kernel's fields are user, nice, sys, idle, iowait, irq.
fn times(line: &str) -> [u64; 5] {
    let fields: Vec<u64> = line
        .split_whitespace()
        .skip(1)
        .map(|field| field.parse().unwrap_or(0))
        .collect();
    [0, 1, 2, 3, 5].map(|at| fields.get(at).map_or(0, |ticks| ticks.saturating_mul(TICK)))
}

fn frequency(number: usize) -> u64 {
    let path = format!("/sys/devices/system/cpu/cpu{number}/cpufreq/scaling_cur_freq");
    let kilohertz = fs::read_to_string(path).ok();
    kilohertz
        .and_then(|text| text.trim().parse::<u64>().ok())
        .map_or(0, |kilohertz| kilohertz / 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_kernel_are_understood() {
        let stat = "cpu  9 9 9 9 9 9\ncpu0 1 2 3 4 5 6 7\ncpu1 10 20\nintr 5\n";
        let info = "processor\t: 0\nmodel name\t: Fast One\nflags\t: x\n";
        let cpus = parse(stat, info);
        assert_eq!(cpus.len(), 2);
        assert_eq!(cpus[0].model, "Fast One");
        assert_eq!(cpus[0].times, [10, 20, 30, 40, 60]);
        assert_eq!(cpus[1].model, "unknown");
        assert_eq!(cpus[1].times, [100, 200, 0, 0, 0]);
    }
}
