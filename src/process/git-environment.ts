/**
 * Our environment without what ties git to one repository. In a hook git sets these for its own child processes, and
 * then would answer about that repository instead of the folder that we ask about.
 */
export function gitEnvironment(): NodeJS.ProcessEnv {
  const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, GIT_PREFIX, GIT_COMMON_DIR, GIT_OBJECT_DIRECTORY, ...rest } =
    process.env
  // Optional locks would make a mere question write to the index.
  return { ...rest, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' }
}
