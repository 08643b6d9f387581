// SPDX-License-Identifier: Apache-2.0
/**
 * The extension point for control protocols: register a {@link
 * org.postern.api.control.ControlProtocol}, and gateways that speak it are found, watched, used and
 * kept like any other. No other module needs to know of it.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.postern.api.control;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
