// SPDX-License-Identifier: Apache-2.0
/** Beside jUPnP in a Karaf like that of openHAB. */
@NullMarked
package org.postern.itests.openhab;

import org.jspecify.annotations.NullMarked;
