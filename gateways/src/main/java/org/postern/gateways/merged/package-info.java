// SPDX-License-Identifier: Apache-2.0
/**
 * The gateway that users see, over the gateways of several control protocols at one router: which
 * protocol is asked, what happens when it refuses or is silent, and TCP and UDP on one port.
 */
@NullMarked
package org.postern.gateways.merged;

import org.jspecify.annotations.NullMarked;
