// SPDX-License-Identifier: Apache-2.0
/** What is known of the servers: what they speak, and whether they may have lost their mappings. */
@NullMarked
package org.postern.pcp.control.server;

import org.jspecify.annotations.NullMarked;
