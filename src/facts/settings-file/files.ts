import { wordsOf } from '../../products/programs.ts'

/** `config.json`, `settings.dev.yaml`, `config/default.json`; those of tests and of other programs are none. */
const usual =
  /^(?!.*(?:^|\/)\.)(?:.*\/)?(?:(?:config|configuration|settings|conf)(?:[._-]+(?!test|schema)[^\W_]+)*|(?:configs?|conf|settings)\/(?:default|base|local|docker|dev(?:elopment)?|stag(?:e|ing)|prod(?:uction)?))\.(?:json|ya?ml|toml)$/i
/** The program's own name is as good as `config`: `order/etc/order.yaml`, `cart/configs/cart.toml`. */
const namesake = /(?:^|\/)([\w-]+)\/(?:[\w-]+\/)*(?:configs?|conf|etc)\/\1(?:[._-]+[^\W_]+)*\.(?:json|ya?ml|toml)$/
/** go-zero keeps them in `etc`, under any name, and beside it those of one place where it runs: `etc/dev/cart.yaml`. */
const inEtc = /(?:^|\/)etc\/(?:(?:local|dev|development|docker|prod|production)\/)?[\w-]+\.ya?ml$/
const format = /\.(?:json|ya?ml|toml)$/i
/** Where Vert.x looks for them among the resources of a program, by custom. */
const ofVertx = /(?:^|\/)src\/main\/(?:resources|conf)\/application(?:[._-]+(?!test)[^\W_]+)*\.json$/
/** Programs that watch and log have files there, too, and so have contracts. */
const operations = new RegExp(`${wordsOf('file')}|openapi|swagger`, 'i')

/** Whether a file is of the settings that a program keeps for itself. */
export const isSettingsFile = (path: string): boolean =>
  format.test(path) &&
  (usual.test(path) || ofVertx.test(path) || ((namesake.test(path) || inEtc.test(path)) && !operations.test(path)))
