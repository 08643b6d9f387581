// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.presentation;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PortMapping;
import org.postern.internal.json.JsonFields;

import java.util.Map;

/** The facts of a port that is open on a gateway, as JSON has them. */
public final class MappingFields {
    private MappingFields() {}

    /**
     * A mapping that a gateway lists.
     *
     * @param mapping what it lists
     * @param local tells whether it leads to this machine
     * @param remembered whether the gateway has no list, so that this is what was opened from here
     * @return its fields
     */
    public static Map<String, @Nullable Object> of(
            PortMapping mapping, LocalAddresses local, boolean remembered) {
        return new JsonFields()
                .put("protocol", mapping.protocol())
                .put("externalPort", mapping.externalPort())
                .put("internalClient", mapping.internalClient())
                .put("internalPort", mapping.internalPort())
                .put("description", mapping.description())
                .put("enabled", mapping.enabled())
                .put("leaseSeconds", Quantities.leaseSeconds(mapping))
                .put("remoteHost", mapping.remoteHost())
                .put("ours", local.contain(mapping.internalClient()))
                .put("remembered", remembered)
                .map();
    }

    /** A port of the IPv6 firewall that was opened from here; gateways list none. */
    public static Map<String, @Nullable Object> of(Pinhole pinhole) {
        return new JsonFields()
                .put("protocol", pinhole.protocol())
                .put("externalPort", pinhole.port())
                .put("internalClient", pinhole.client())
                .put("internalPort", pinhole.port())
                .put("description", "")
                .put("enabled", true)
                .put("leaseSeconds", pinhole.lease().toSeconds())
                .put("remoteHost", "")
                .put("ours", true)
                .put("remembered", true)
                .map();
    }
}
