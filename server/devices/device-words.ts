import { deviceAttributes, type DeviceAction, type DeviceKind, type Tie } from '#shared/devices.ts'
import type { Bilingual } from '#shared/text.ts'

/** As files and refusals write them; the client has the same. */
export const kindWords: Record<DeviceKind, Bilingual> = {
  lift: { zh: '电梯', en: 'Lift' }, pump: { zh: '水泵', en: 'Water pump' }, power: { zh: '配电', en: 'Power distribution' }, 'fire-panel': { zh: '消防主机', en: 'Fire panel' },
  access: { zh: '门禁', en: 'Access control' }, 'parking-gate': { zh: '道闸', en: 'Parking gate' }, perimeter: { zh: '周界', en: 'Perimeter' },
  'littering-camera': { zh: '高空抛物相机', en: 'Littering camera' }, lighting: { zh: '照明', en: 'Lighting' }, 'water-leak': { zh: '漏水探测', en: 'Leak sensor' },
  gas: { zh: '燃气探测', en: 'Gas sensor' }, gateway: { zh: '网关', en: 'Gateway' }, controller: { zh: '控制器', en: 'Controller' }, network: { zh: '网络设备', en: 'Network device' },
  sensor: { zh: '传感器', en: 'Sensor' },
}

export const actionWords: Record<DeviceAction, Bilingual> = { release: { zh: '释放', en: 'Release' }, stop: { zh: '停止', en: 'Stop' }, restart: { zh: '重启', en: 'Restart' } }

export const tieWords: Record<Tie, Bilingual> = {
  power: { zh: '供电', en: 'Power' }, network: { zh: '网络', en: 'Network' }, controller: { zh: '控制器', en: 'Controller' }, gateway: { zh: '网关', en: 'Gateway' },
}

const attributes: Record<string, Bilingual> = {
  maker: { zh: '厂家', en: 'Maker' }, model: { zh: '型号', en: 'Model' }, installedOn: { zh: '安装日期', en: 'Installed on' }, registration: { zh: '注册代码', en: 'Registration' },
  capacity: { zh: '额定载重', en: 'Capacity' }, floors: { zh: '服务层数', en: 'Floors' }, speed: { zh: '额定速度', en: 'Speed' }, inspectedUntil: { zh: '检验有效期至', en: 'Inspected until' },
  flow: { zh: '额定流量', en: 'Rated flow' }, head: { zh: '扬程', en: 'Head' }, ratedPower: { zh: '额定功率', en: 'Rated power' }, voltage: { zh: '额定电压', en: 'Rated voltage' },
  loops: { zh: '回路数', en: 'Loops' }, doors: { zh: '门数', en: 'Doors' }, lanes: { zh: '车道数', en: 'Lanes' }, length: { zh: '长度', en: 'Length' }, lamps: { zh: '灯具数', en: 'Lamps' },
  lowAlarm: { zh: '低报警值', en: 'Low alarm' }, firmware: { zh: '固件版本', en: 'Firmware' }, address: { zh: '网络地址', en: 'Address' }, points: { zh: '点位数', en: 'Points' },
  ports: { zh: '端口数', en: 'Ports' }, measures: { zh: '测量内容', en: 'Measures' },
}

/** Every attribute that some kind has, in the order in which kinds name them. */
export const attributeKeys: readonly string[] = [...new Set(Object.values(deviceAttributes).flatMap((forms) => Object.keys(forms)))]
export const attributeWords = (key: string): Bilingual => attributes[key] ?? { zh: key, en: key }
