// SPDX-License-Identifier: Apache-2.0
// @achingbrain/nat-port-mapper, of libp2p: searches for IGD:2 only, and unmaps without a protocol.
import { upnpNat } from '@achingbrain/nat-port-mapper'

const [address, port] = process.argv.slice(2)
const signal = AbortSignal.timeout(60_000)
for await (const gateway of upnpNat().findGateways({ signal })) {
  try {
    await gateway.map(Number(port), address, { protocol: 'tcp', externalPort: Number(port) })
  } catch (error) {
    // A router that it finds over IPv6 it asks for a pinhole.
    console.log(error.message)
    continue
  }
  for await (const _ of process.stdin);
  await gateway.unmap(Number(port))
  await gateway.stop()
  break
}
