/** Our own folder at the root, there while something is being written, after a crash, or for what is kept between runs. */
export const ownFolderName = '.msvc'

/** What is kept between runs lies in a folder in ours that hides itself from git: to whoever writes it is nothing. */
export const cacheName = 'cache'
