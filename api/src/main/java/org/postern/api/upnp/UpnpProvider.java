// SPDX-License-Identifier: Apache-2.0
package org.postern.api.upnp;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes control points in a plain Java program, found by {@link java.util.ServiceLoader}. In OSGi
 * {@link Upnp} is a service and this type is not used.
 */
@ProviderType
public interface UpnpProvider {
    /**
     * Makes a control point.
     *
     * @return a new one, with threads of its own
     */
    Upnp create();
}
