"""A real Slurm of one node on loopback: munge, slurmctld and slurmd, started here and ended here."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["NEEDED", "slurm"]

#: Programs of Debian's slurm-wlm and munge.
NEEDED = ("slurmctld", "slurmd", "munged", "sbatch", "squeue", "scontrol", "scancel")

CONFIGURATION = """
ClusterName=loopback
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ctld_port}
SlurmdPort={slurmd_port}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge/socket
CredType=cred/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
MailProg=/bin/true
SchedulerParameters=sched_interval=1,bf_interval=1
NodeName={host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=2000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


def program(name: str) -> str:
    """Daemons lie where only the administrator's path looks."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin") or ""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_until(folder: Path, is_ready: object, what: str, patience: float = 60) -> None:
    deadline = time.monotonic() + patience
    while not is_ready():  # type: ignore[operator]
        if time.monotonic() > deadline:
            told = "\n".join(f"{log.name}:\n{log.read_text(errors='replace')[-2000:]}" for log in sorted(folder.glob("*.out")))
            raise TimeoutError(f"{what} was not ready in {patience:.0f} s\n{told}")
        time.sleep(0.2)


@contextmanager
def slurm(folder: Path) -> Iterator[dict[str, str]]:
    """Starts the daemons; gives the environment in which sbatch and its like find them; ends them, and only them."""
    for name in ("munge", "state", "spool"):
        (folder / name).mkdir(mode=0o700)
    key = folder / "munge" / "key"
    key.write_bytes(os.urandom(1024))
    key.chmod(0o400)
    munge = folder / "munge"
    configuration = folder / "slurm.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder, host=socket.gethostname().split(".")[0], user="root", ctld_port=free_port(), slurmd_port=free_port()))
    environment = {**os.environ, "SLURM_CONF": str(configuration)}
    started: list[subprocess.Popen[bytes]] = []

    def start(*words: str) -> None:
        with (folder / f"{Path(words[0]).name}.out").open("wb") as told:
            started.append(subprocess.Popen([program(words[0]), *words[1:]], stdout=told, stderr=told, env=environment))

    def is_idle() -> bool:
        said = subprocess.run(["sinfo", "-h", "-o", "%T"], env=environment, capture_output=True, text=True, timeout=60)
        return said.stdout.strip() == "idle"

    try:
        start("munged", "--foreground", "--force", f"--socket={munge}/socket", f"--key-file={key}", f"--pid-file={munge}/pid", f"--log-file={munge}/log",
              f"--seed-file={munge}/seed", "--num-threads=2")
        wait_until(folder, (munge / "socket").exists, "munged")
        start("slurmctld", "-D", "-c")
        start("slurmd", "-D")
        wait_until(folder, is_idle, "the node")
        yield environment
    finally:
        for process in reversed(started):
            process.terminate()
        for process in reversed(started):
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
