import type { Response } from 'express'
import { XMLBuilder } from 'fast-xml-parser'

export type Field = string | number | boolean | null | Many | Fields
export type Fields = { [name: string]: Field }

/** Several of a kind: elements of this name in XML, an array in JSON. */
export class Many {
  readonly each: string
  readonly all: readonly (Fields | string)[]

  constructor(each: string, all: readonly (Fields | string)[]) {
    this.each = each
    this.all = all
  }
}

export const formats = { xml: 'text/xml; charset=utf-8', json: 'application/json; charset=utf-8' } as const
export type Format = keyof typeof formats

const builder = new XMLBuilder({ format: true, indentBy: '  ', suppressEmptyNode: true })

/** Characters that no XML document may hold, not even escaped. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

export const xmlText = (root: string, body: Field): string => `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [root]: element(body) })}`

/** By the Spark convention: what is only around others goes, what is empty is null. */
export const jsonText = (body: Field): string => JSON.stringify(plain(body))

function element(field: Field): unknown {
  if (field === null) return ''
  if (field instanceof Many) return field.all.length === 0 ? '' : { [field.each]: field.all.map(element) }
  if (typeof field === 'object') return Object.fromEntries(Object.entries(field).map(([name, value]) => [name, element(value)]))
  return String(field).replace(unwritable, '')
}

function plain(field: Field): unknown {
  if (field === '' || field === null) return null
  if (field instanceof Many) return field.all.map(plain)
  if (typeof field === 'object') return Object.fromEntries(Object.entries(field).map(([name, value]) => [name, plain(value)]))
  return field
}

export function sendDocument(res: Response, format: Format, root: string, body: Field, status = 200): void {
  res.status(status).set({ 'Cache-Control': 'no-store', 'Content-Type': formats[format], Vary: 'Accept-Language' }).send(format === 'xml' ? xmlText(root, body) : jsonText(body))
}
