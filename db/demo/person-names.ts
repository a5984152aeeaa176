import type { Bilingual } from '#shared/text.ts'
import type { Random } from './random.ts'

type Word = readonly [zh: string, en: string]

/** Common surnames, more common ones more often. */
const surnames: readonly Word[] = [
  ['王', 'Wang'], ['李', 'Li'], ['张', 'Zhang'], ['刘', 'Liu'], ['陈', 'Chen'], ['杨', 'Yang'], ['黄', 'Huang'], ['赵', 'Zhao'],
  ['吴', 'Wu'], ['周', 'Zhou'], ['徐', 'Xu'], ['孙', 'Sun'], ['马', 'Ma'], ['朱', 'Zhu'], ['胡', 'Hu'], ['郭', 'Guo'], ['何', 'He'],
  ['林', 'Lin'], ['高', 'Gao'], ['罗', 'Luo'], ['郑', 'Zheng'], ['梁', 'Liang'], ['谢', 'Xie'], ['宋', 'Song'], ['唐', 'Tang'],
  ['许', 'Xu'], ['邓', 'Deng'], ['冯', 'Feng'], ['韩', 'Han'], ['曹', 'Cao'], ['曾', 'Zeng'], ['彭', 'Peng'], ['萧', 'Xiao'], ['蔡', 'Cai'],
  ['潘', 'Pan'], ['田', 'Tian'], ['董', 'Dong'], ['袁', 'Yuan'], ['于', 'Yu'], ['叶', 'Ye'], ['蒋', 'Jiang'], ['杜', 'Du'], ['苏', 'Su'],
]

const givenNames: readonly Word[] = [
  ['伟', 'Wei'], ['强', 'Qiang'], ['磊', 'Lei'], ['军', 'Jun'], ['勇', 'Yong'], ['杰', 'Jie'], ['涛', 'Tao'], ['超', 'Chao'], ['明', 'Ming'],
  ['刚', 'Gang'], ['平', 'Ping'], ['辉', 'Hui'], ['鹏', 'Peng'], ['斌', 'Bin'], ['浩', 'Hao'], ['凯', 'Kai'], ['芳', 'Fang'], ['娜', 'Na'],
  ['敏', 'Min'], ['静', 'Jing'], ['丽', 'Li'], ['艳', 'Yan'], ['娟', 'Juan'], ['霞', 'Xia'], ['燕', 'Yan'], ['玲', 'Ling'], ['婷', 'Ting'],
  ['雪', 'Xue'], ['倩', 'Qian'], ['慧', 'Hui'], ['建国', 'Jianguo'], ['建华', 'Jianhua'], ['志强', 'Zhiqiang'], ['志伟', 'Zhiwei'],
  ['国栋', 'Guodong'], ['海涛', 'Haitao'], ['文斌', 'Wenbin'], ['晓东', 'Xiaodong'], ['永刚', 'Yonggang'], ['家豪', 'Jiahao'],
  ['俊杰', 'Junjie'], ['子轩', 'Zixuan'], ['宇航', 'Yuhang'], ['立新', 'Lixin'], ['长江', 'Changjiang'], ['德胜', 'Desheng'],
  ['秀英', 'Xiuying'], ['桂兰', 'Guilan'], ['晓燕', 'Xiaoyan'], ['雨欣', 'Yuxin'], ['思雨', 'Siyu'], ['佳怡', 'Jiayi'], ['美玲', 'Meiling'],
  ['春梅', 'Chunmei'], ['玉兰', 'Yulan'], ['丹丹', 'Dandan'], ['欣怡', 'Xinyi'], ['梦洁', 'Mengjie'], ['海燕', 'Haiyan'], ['小红', 'Xiaohong'],
]

/** `count` names that all differ in Chinese. */
export function personNames(random: Random, count: number): Bilingual[] {
  const names = new Map<string, Bilingual>()
  while (names.size < count) {
    const name = personName(random)
    names.set(name.zh, name)
  }
  return [...names.values()]
}

/** Somebody's name; others may have the same. */
export function personName(random: Random): Bilingual {
  const [family, given] = [random.weighted(surnames, (name) => 1 / (4 + surnames.indexOf(name))), random.pick(givenNames)]
  return { zh: family[0] + given[0], en: `${given[1]} ${family[1]}` }
}

/** How a resident signs a request. */
export function residentName(random: Random): string {
  return random.weighted(surnames, (name) => 1 / (4 + surnames.indexOf(name)))[0] + random.pick(['女士', '先生', '阿姨', '叔叔', '女士', '先生'])
}
