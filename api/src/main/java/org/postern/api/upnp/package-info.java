// SPDX-License-Identifier: Apache-2.0
/**
 * The UPnP control point with a list of devices: the face that Godot's UPNP class made known.
 *
 * <p>In plain Java start with {@link org.postern.api.upnp.Upnp#create()}; in OSGi take the
 * prototype-scope service {@link org.postern.api.upnp.Upnp}.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.postern.api.upnp;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
