// `townsquare slurm`: a job script for a study, to be edited by people and submitted by them.
#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/cli/sweep_place.hpp"
#include "analysis/sweeps/sweep_points.hpp"

namespace townsquare {

int slurm_command(const Arguments& arguments) {
  namespace fs = std::filesystem;
  const SweepStudy study = read_sweep_study(study_file(arguments.names[0]));
  const SweepPoints points = points_of(study);  // a mistake is better told now than by every task
  const fs::path file = fs::absolute(study.file), folder = fs::absolute(sweep_folder(study, arguments));
  const std::uint32_t n = arguments.n_shards > 1 ? arguments.n_shards : 200;
  const int threads = arguments.threads > 0 ? arguments.threads : 1;
  std::cout << "#!/bin/sh\n"
            << "# " << points.points.size() << " points x " << study.replications << " replications = " << points.points.size() * study.replications << " runs in " << n << " tasks.\n"
            << "# Edit the account, partition and times to what your cluster asks for, then: sbatch THIS_FILE\n"
            << "#SBATCH --job-name=" << file.stem().string() << "\n"
            << "#SBATCH --array=1-" << n << "\n"
            << "#SBATCH --ntasks=1\n"
            << "#SBATCH --cpus-per-task=" << threads << "\n"
            << "#SBATCH --mem-per-cpu=1G\n"
            << "#SBATCH --time=01:00:00\n"
            << "#SBATCH --requeue\n"
            << "#SBATCH --signal=USR1@90          # 90 s before the limit: the runs under way are written\n"
            << "#SBATCH --output=" << file.stem().string() << "-%A_%a.log\n\n"
            << "srun townsquare sweep " << in_shell(file.string()) << " --folder " << in_shell(folder.string()) << " --shard auto --threads " << threads << " --quiet\n"
            << "code=$?\n"
            << "# 75: stopped before the end; the task takes its turn again and goes on\n"
            << "[ $code -eq 75 ] && scontrol requeue \"${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}\"\n"
            << "exit $code\n"
            << "# when all tasks have ended: townsquare merge " << in_shell(folder.string()) << "\n";
  return exit_ok;
}

}  // namespace townsquare
