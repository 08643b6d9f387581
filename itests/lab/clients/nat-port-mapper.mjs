// SPDX-License-Identifier: Apache-2.0
// @achingbrain/nat-port-mapper, of libp2p: searches for IGD:2 only, and unmaps without a protocol.
import { upnpNat } from '@achingbrain/nat-port-mapper'

const [address, port] = process.argv.slice(2)

// Maps the port on the first router that does it, and unmaps it at the end of the input.
async function mapped () {
  const signal = AbortSignal.timeout(10_000)
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
    return true
  }
  return false
}

// It sends its search once, and may have done so before a busy machine could hear the answer.
for (let attempt = 0; attempt < 5; attempt++) {
  try {
    if (await mapped()) break
  } catch (error) {
    console.log(error.message)
  }
}
