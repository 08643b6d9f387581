// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control;

import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpProvider;

import java.util.ServiceLoader;

/** Wires a control point by hand, for plain Java; found by {@link ServiceLoader}. */
public final class PlainUpnpProvider implements UpnpProvider {
    @Override
    public Upnp create() {
        PlainWiring parts = new PlainWiring();
        return new UpnpControlPoint(parts.engine(), parts::close);
    }
}
