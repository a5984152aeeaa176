import type { Said } from '../cli.ts'
import type { Oddity } from './chain-guards.ts'
import type { Finding } from './chain-rules.ts'

type Words = (lines: { zh: string; en: string; many: boolean }, finding: Finding) => Said

const words: Record<Finding['kind'], Words> = {
  edited: ({ zh, en }) => ({ zh: `${zh}（或其前一封印）被修改。`, en: `Edited: ${lower(en)}, or the seal before.` }),
  deleted: ({ zh, en }) => ({ zh: `${zh}中有记录被删除。`, en: `Deleted: within ${lower(en)}.` }),
  inserted: ({ zh, en }) => ({ zh: `${zh}中有记录是插入的。`, en: `Inserted: within ${lower(en)}.` }),
  swapped: (_, { first, last }) => ({ zh: `第 ${first} 条与第 ${last} 条被对调。`, en: `Lines ${first} and ${last} were swapped.` }),
  'seal-removed': ({ zh, en }) => ({ zh: `${zh}的封印被删除。`, en: `The seal of ${lower(en)} was removed.` }),
  'seal-forged': (_, { seal }) => ({ zh: `第 ${seal} 号封印被修改或伪造。`, en: `Seal ${seal} was edited or forged.` }),
  'taken-out': ({ zh, en }, { seal }) => ({
    zh: `${zh}连同封印被取走，或第 ${seal} 号封印内的记录被修改。`,
    en: `${en} went together with the seal, or what seal ${seal} holds was edited.`,
  }),
  unsealed: ({ zh, en, many }) => ({ zh: `${zh}没有封印（写入时封印被关闭）。`, en: `${en} ${many ? 'have' : 'has'} no seal (sealing was switched off).` }),
  'tail-cut': ({ zh, en, many }) => ({ zh: `末尾被截去：${zh}不在了。`, en: `The tail was cut: ${lower(en)} ${many ? 'are' : 'is'} gone.` }),
  rewritten: ({ zh, en, many }, { seal }) => ({
    zh: `${zh}与第 ${seal} 号副本不符：被重写，或副本被改。`,
    en: `${en} ${many ? 'are' : 'is'} not what was copied at ${seal}: rewritten, or the copy was altered.`,
  }),
  'head-forged': (_, { seal }) => ({ zh: `第 ${seal} 号副本被修改或伪造；记录本身完好。`, en: `The copied head ${seal} was altered or forged; the lines themselves are whole.` }),
  'anchor-forged': (_, { seal }) => ({ zh: `清理留下的起点（第 ${seal} 条）是伪造的。`, en: `The anchor that pruning left at line ${seal} is forged.` }),
  'anchor-uncopied': (_, { seal }) => ({
    zh: `审计从第 ${seal} 条之后开始，但副本中没有这次清理：开头被截去。`,
    en: `The beginning was cut: the audit starts after line ${seal}, and no pruning up to there was copied.`,
  }),
  'pruned-early': ({ zh, en, many }) => ({ zh: `${zh}未满 183 天就被清理。`, en: `${en} ${many ? 'were' : 'was'} pruned before 183 days were over.` }),
}

const kinds: Record<Oddity['what'], Said> = { trigger: { zh: '触发器', en: 'trigger' }, rule: { zh: '规则', en: 'rule' }, function: { zh: '函数', en: 'function' } }
const faults: Record<Oddity['fault'], Said> = {
  gone: { zh: '被关闭或删除', en: 'is switched off or gone' },
  changed: { zh: '与本版本的定义不同', en: 'is not as this release defines it' },
  foreign: { zh: '不属于本系统', en: 'is none of this system\'s' },
}

export const oddityWords = ({ what, name, fault }: Oddity): Said => ({
  zh: `${kinds[what].zh} ${name} ${faults[fault].zh}。`,
  en: `The ${kinds[what].en} ${name} ${faults[fault].en}.`,
})

/** A fault in one sentence, with the numbers of the lines. */
export function findingWords(finding: Finding): Said {
  const { first, last } = finding
  const many = last > first
  const lines = many ? { zh: `第 ${first} 至 ${last} 条`, en: `Lines ${first} to ${last}`, many } : { zh: `第 ${first} 条`, en: `Line ${first}`, many }
  return words[finding.kind](lines, finding)
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
