import { isUtf8 } from 'node:buffer'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { Bilingual } from '#shared/text.ts'

/** An element of CAP with those of its own namespace below it; what is of another (a signature, an extension) is left out. */
export type Element = { name: string; text: string; children: Element[] }

export class UnreadableXml extends Error {
  readonly said: Bilingual

  constructor(zh: string, en: string) {
    super(en)
    this.said = { zh, en }
  }
}

/** The longest message taken, bytes. */
export const longestXml = 256 * 1024
/** What a real warning never comes near. */
const bounds = { elements: 20_000, depth: 16 }
/** Version 1.1 differs in nothing that is read here. */
const namespaces = ['urn:oasis:names:tc:emergency:cap:1.2', 'urn:oasis:names:tc:emergency:cap:1.1']

const parser = new XMLParser({
  preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', processEntities: false, parseTagValue: false, parseAttributeValue: false,
  cdataPropName: '#cdata', ignoreDeclaration: true, ignorePiTags: true, trimValues: false,
})

/**
 * The alert that some bytes hold: UTF-8 without a document type, entities of XML itself only, bounded in size, depth and number.
 * @throws UnreadableXml
 */
export function readAlert(bytes: Buffer): Element {
  const text = textOf(bytes)
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(text)) throw new UnreadableXml('不接受 DOCTYPE 和实体定义', 'A document type or entities of one’s own are not accepted')
  checkBounds(text)
  if (XMLValidator.validate(text) !== true) throw malformed()
  const roots = parsed(text).filter((node) => tagOf(node) !== null)
  const [root] = roots
  if (!root || roots.length > 1) throw malformed()
  return rootOf(root)
}

const malformed = (): UnreadableXml => new UnreadableXml('不是格式正确的 XML', 'Not well-formed XML')

function textOf(bytes: Buffer): string {
  const wrong = new UnreadableXml('编码应为 UTF-8', 'The encoding must be UTF-8')
  if (!isUtf8(bytes) || bytes.includes(0)) throw wrong
  const text = bytes.toString('utf8').replace(/^\ufeff/, '')
  const [, declared = 'utf-8'] = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"'>]{0,40})["']/i.exec(text) ?? []
  if (!/^(utf-?8|us-ascii)$/i.test(declared)) throw wrong
  return text
}

/** Before anything that recurses sees it. */
function checkBounds(text: string): void {
  let [depth, count] = [0, 0]
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const close = closeOf(text, at)
    const end = text.indexOf(close, at + 1)
    if (end < 0) throw malformed()
    if (close === '>' && text[at + 1] === '/') depth -= 1
    else if (close === '>' && text[end - 1] !== '/') depth += 1
    if (close === '>') count += 1
    if (depth > bounds.depth || count > bounds.elements) throw new UnreadableXml('嵌套过深或元素过多', 'It nests too deep or has too many elements')
    at = end + close.length
  }
}

function closeOf(text: string, at: number): string {
  if (text.startsWith('<!--', at)) return '-->'
  if (text.startsWith('<![CDATA[', at)) return ']]>'
  return text.startsWith('<?', at) ? '?>' : '>'
}

type Node = Record<string, unknown>

function parsed(text: string): Node[] {
  try {
    return parser.parse(text) as Node[]
  } catch {
    throw malformed()
  }
}

const tagOf = (node: Node): string | null => Object.keys(node).find((key) => key !== ':@' && !key.startsWith('#')) ?? null
const nameOf = (tag: string): { prefix: string; name: string } => {
  const at = tag.indexOf(':')
  return at < 0 ? { prefix: '', name: tag } : { prefix: tag.slice(0, at), name: tag.slice(at + 1) }
}

function rootOf(root: Node): Element {
  const tag = tagOf(root) ?? ''
  const { prefix, name } = nameOf(tag)
  if (name === 'feed' || name === 'rss') throw new UnreadableXml('这是预警列表（ATOM/RSS）：请逐条发送其中的 alert', 'This is a feed (ATOM or RSS): send each alert of it by itself')
  const spaces = declaredIn(root, new Map())
  const space = spaces.get(prefix)
  if (name !== 'alert' || space === undefined || !namespaces.includes(space)) throw new UnreadableXml('根元素应为 CAP 1.2 的 alert', 'The root must be the alert of CAP 1.2')
  return elementOf(root, tag, name, spaces, space)
}

function elementOf(node: Node, tag: string, name: string, spaces: ReadonlyMap<string, string>, space: string): Element {
  const inner = node[tag] as Node[]
  const children = inner.flatMap((child): Element[] => {
    const below = tagOf(child)
    if (below === null) return []
    const own = declaredIn(child, spaces)
    const { prefix, name: local } = nameOf(below)
    return own.get(prefix) === space ? [elementOf(child, below, local, own, space)] : []
  })
  return { name, text: inner.map(ownText).join('').trim(), children }
}

/** The namespaces that hold within an element, by their prefixes. */
function declaredIn(node: Node, outer: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const attributes = Object.entries((node[':@'] ?? {}) as Record<string, unknown>).filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'))
  if (attributes.length === 0) return outer
  return new Map([...outer, ...attributes.map(([name, uri]): [string, string] => [name.slice('xmlns:'.length), decoded(String(uri)).trim()])])
}

function ownText(node: Node): string {
  if ('#text' in node) return decoded(String(node['#text']))
  const cdata = node['#cdata']
  return Array.isArray(cdata) ? cdata.map((one: Node) => (typeof one['#text'] === 'string' ? one['#text'] : '')).join('') : ''
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** In one pass, so that nothing that comes of an entity is read as one. */
const decoded = (text: string): string =>
  text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g, (whole, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return entities[name] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\ufffd'
  })
