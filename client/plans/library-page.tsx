import { lazy } from 'react'
import { useLocation } from 'wouter'
import { Library } from './library.tsx'

const EditionPage = lazy(() => import('./edition-page.tsx'))

/** All plans; or, by the rest of the address, one edition of one. */
export default function LibraryPage() {
  const [path] = useLocation()
  const id = path.split('/')[3]
  return id ? <EditionPage key={id} id={id} /> : <Library />
}
