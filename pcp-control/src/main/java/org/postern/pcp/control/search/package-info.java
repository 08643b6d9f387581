// SPDX-License-Identifier: Apache-2.0
/** Where servers are looked for, and searches for those that answer. */
@NullMarked
package org.postern.pcp.control.search;

import org.jspecify.annotations.NullMarked;
