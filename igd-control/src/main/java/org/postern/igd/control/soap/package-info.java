// SPDX-License-Identifier: Apache-2.0
/** Actions and their answers (UDA 1.1 section 3), and what the routers' error codes mean. */
@NullMarked
package org.postern.igd.control.soap;

import org.jspecify.annotations.NullMarked;
