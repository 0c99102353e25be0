import type { Title } from './title.ts'

/** What can be found. An index of its own: previews keeps the recordings, and neither reads the other's. */
export const collection: readonly Title[] = [
  { id: 'ascending', name: 'Ascending', artist: 'The Scales', year: 2019 },
  { id: 'blue-hour', name: 'Blue Hour', artist: 'Night Ferry', year: 2021 },
  { id: 'etude-in-c', name: 'Étude in C', artist: 'Clara Okafor', year: 2016 },
  { id: 'harbour-lights', name: 'Harbour Lights', artist: 'Night Ferry', year: 2022 },
  { id: 'last-train', name: 'Last Train', artist: 'Night Ferry', year: 2024 },
  { id: 'morning-bells', name: 'Morning Bells', artist: 'Clara Okafor', year: 2018 },
  { id: 'octaves', name: 'Octaves', artist: 'The Scales', year: 2020 },
  { id: 'slow-waltz', name: 'Slow Waltz', artist: 'Clara Okafor', year: 2023 },
]
