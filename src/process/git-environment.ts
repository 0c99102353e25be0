/** What git sets for the programs it calls from a hook. */
const setInHooks = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
]

/**
 * Changes to the environment for calling git. Without what ties git to one repository, it answers about the folder that
 * we ask about; without optional locks, a mere question does not write to the index.
 */
export const gitEnvironment: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries(setInHooks.map((name) => [name, undefined])),
  GIT_OPTIONAL_LOCKS: '0',
}
