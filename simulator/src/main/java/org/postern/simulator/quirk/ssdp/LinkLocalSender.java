// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.ssdp;

import org.postern.simulator.quirk.RouterHook;

import java.net.Inet6Address;
import java.util.List;

/** Answers from its link-local address over IPv6, and names its global one. */
public final class LinkLocalSender implements RouterHook {
    @Override
    public Inet6Address ipv6Sender(List<Inet6Address> own) {
        return own.get(own.size() - 1);
    }
}
