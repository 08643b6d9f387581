// SPDX-License-Identifier: Apache-2.0
/**
 * Explains why a port cannot be opened or reached.
 *
 * <p>{@link org.postern.api.doctor.Doctor} examines this machine, its network, its gateway and a
 * port, and names one {@link org.postern.api.doctor.Cause} with the one thing to do next. {@link
 * org.postern.api.doctor.OutsideHelper} lets a host outside say whether a port can be reached. Both
 * are services in OSGi, and made by {@code create()} in plain Java.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.postern.api.doctor;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
