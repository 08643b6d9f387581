// SPDX-License-Identifier: Apache-2.0
/** Reads what a router's {@link org.postern.igd.control.table.TableReader table of mappings} holds. */
@NullMarked
package org.postern.igd.control.table;

import org.jspecify.annotations.NullMarked;
