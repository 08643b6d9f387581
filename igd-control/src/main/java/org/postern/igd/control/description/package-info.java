// SPDX-License-Identifier: Apache-2.0
/** Device descriptions (UDA 1.1 section 2): read, resolved, checked for safety and assessed. */
@NullMarked
package org.postern.igd.control.description;

import org.jspecify.annotations.NullMarked;
