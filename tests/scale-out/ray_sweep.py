#!/usr/bin/env python3
"""Runs a sweep of fordel on a Ray cluster: one task a shard, then merges the shards.

    python ray_sweep.py FORDEL PROGRAMME SPEC FOLDER [--shards N] [--address ADDRESS]

FORDEL is the program; PROGRAMME, SPEC and FOLDER must be readable under the same path on every node
(a shared file system). Without an address a cluster is started on this machine. A shard that was
stopped goes on where it was, so running the script again after a failure loses nothing.
"""

import argparse
import subprocess
import sys
from pathlib import Path

import ray


@ray.remote(num_cpus=1, max_retries=3)
def run_shard(fordel, programme, spec, shard, shards, target):
    """One shard, on one core; the answer is the same for any number of threads."""
    command = [fordel, "sweep", "run", programme, spec, "--shard", f"{shard}/{shards}"]
    subprocess.run([*command, "-o", target, "--threads", "1", "--quiet"], check=True)
    return target


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("fordel")
    parser.add_argument("programme")
    parser.add_argument("spec")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shards", type=int, default=8)
    parser.add_argument("--address", help="of a running cluster, e.g. auto")
    parser.add_argument("--workers", type=int, default=2, help="where a cluster is started here")
    given = parser.parse_args()

    options = {"include_dashboard": False, "log_to_driver": False}
    if given.address:
        ray.init(address=given.address, **options)
    else:
        ray.init(num_cpus=given.workers, **options)
    given.folder.mkdir(parents=True, exist_ok=True)
    targets = [str(given.folder / f"shard-{shard:04}.jsonl") for shard in range(1, given.shards + 1)]
    tasks = [
        run_shard.remote(given.fordel, given.programme, given.spec, shard, given.shards, target)
        for shard, target in enumerate(targets, start=1)
    ]
    files = ray.get(tasks)
    ray.shutdown()
    merge = [given.fordel, "sweep", "merge", given.programme, given.spec, *files]
    return subprocess.run([*merge, "-o", str(given.folder / "merged.jsonl")]).returncode


if __name__ == "__main__":
    sys.exit(main())
