import type { Bilingual } from '#shared/text.ts'
import type { FieldError } from '../refusal.ts'
import type { Element } from './cap-xml.ts'

const words = {
  missing: { zh: '缺少', en: 'It is missing' },
  instant: { zh: '应为带时区的时间，例如 2026-07-01T08:00:00+08:00', en: 'A time with its zone is wanted, such as 2026-07-01T08:00:00+08:00' },
} as const
const oneOf = (names: readonly string[]): Bilingual => ({ zh: `应为 ${names.join('、')} 之一`, en: `One of ${names.join(', ')} is wanted` })

/** The elements below one of a warning, and what is wrong with them. */
export class CapFields {
  readonly errors: FieldError[]
  private readonly element: Element
  private readonly path: string

  /** `path`: what errors call it by. */
  constructor(element: Element, path: string, errors: FieldError[] = []) {
    this.element = element
    this.path = path
    this.errors = errors
  }

  all(name: string): Element[] {
    return this.element.children.filter((child) => child.name === name)
  }

  /** Empty where there is none. */
  text(name: string): string {
    return this.all(name)[0]?.text ?? ''
  }

  wrong(name: string, message: Bilingual): void {
    this.errors.push({ field: `${this.path}.${name}`, message })
  }

  must(name: string): string {
    const text = this.text(name)
    if (text === '') this.wrong(name, words.missing)
    return text
  }

  mustInstant(name: string): string {
    const text = this.must(name)
    const at = instant(text)
    if (text !== '' && at === null) this.wrong(name, words.instant)
    return at ?? new Date(0).toISOString()
  }

  /** Null where there is none. */
  instant(name: string): string | null {
    return this.text(name) === '' ? null : this.mustInstant(name)
  }

  /** What a word of a closed list means; the first of the list where it is wrong. */
  mustBeOf<T>(name: string, list: Readonly<Record<string, T>>): T {
    const text = this.must(name)
    const [first] = Object.values(list)
    const known = Object.hasOwn(list, text)
    if (text !== '' && !known) this.wrong(name, oneOf(Object.keys(list)))
    return (known ? list[text] : first) as T
  }
}

/** As an ISO instant; null where it names no zone, or no year of ours. */
export function instant(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(text)) return null
  const at = new Date(text)
  const year = at.getUTCFullYear()
  return year >= 1970 && year <= 2199 ? at.toISOString() : null
}
