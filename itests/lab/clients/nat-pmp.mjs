// SPDX-License-Identifier: Apache-2.0
// @achingbrain/nat-port-mapper, of libp2p, over NAT-PMP.
import { pmpNat } from '@achingbrain/nat-port-mapper'

const [address, port] = process.argv.slice(2)
const gateway = pmpNat(process.env.ROUTER_ADDRESS)
await gateway.map(Number(port), address, { protocol: 'tcp', externalPort: Number(port) })
for await (const _ of process.stdin);
await gateway.unmap(Number(port))
// To stop it would unmap once more, which fails.
process.exit(0)
